/** Of a Region without a VPC nothing is concluded that AWS Config would have to watch. */
export const ALL_READ =
  'Every account and Region that was asked for could be read, and AWS Config watches each that has a VPC.';
