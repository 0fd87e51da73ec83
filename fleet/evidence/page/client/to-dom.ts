import { shownText } from '../shown-text';
import type { TreeElement, TreeNode } from '../tree';

const SVG = 'http://www.w3.org/2000/svg';

/** A tree as DOM: texts become text nodes, whatever they hold. */
export const toDom = (tree: TreeElement): Element => draw(tree, false);

function draw({ tag, attributes, children }: TreeElement, isInSvg: boolean): Element {
  const isSvg = isInSvg || tag === 'svg';
  const made = isSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    made.setAttribute(name, value === true ? '' : shownText(String(value)));
  made.append(...children.map((child) => drawNode(child, isSvg)));
  return made;
}

const drawNode = (node: TreeNode, isInSvg: boolean): Element | string =>
  typeof node === 'string' ? shownText(node) : draw(node, isInSvg);
