/// <reference lib="dom" />

import { readEmbedded } from '../data/embedded';
import type { Packed } from '../data/entries';
import { vpcRows } from '../table/vpc-row';
import { keepInHash } from './hash';
import { expandForPrint } from './print';
import { VpcBrowser } from './vpc-browser';

const packed: Packed = JSON.parse(document.getElementById('evidence')?.textContent ?? '');
const evidence = readEmbedded(packed);
const browser = new VpcBrowser(vpcRows(evidence), evidence.generatedAt);
keepInHash(browser);
expandForPrint(browser);
