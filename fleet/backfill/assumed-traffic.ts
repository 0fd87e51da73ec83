/** Gigabytes that a VPC's flow logs deliver in a month, where nobody says better: no API of AWS tells it beforehand. */
export const DEFAULT_GIGABYTES_PER_VPC = 10;
