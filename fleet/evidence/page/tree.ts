/**
 * Markup as values: the page's views are written once, and drawn as HTML by the command and as DOM by the page's script.
 * There is no element or attribute here that could run or load anything.
 */
export interface TreeElement {
  readonly tag: Tag;
  readonly attributes: Attributes;
  readonly children: readonly TreeNode[];
}

export type TreeNode = TreeElement | string;

type Tag =
  | 'a'
  | 'bdi'
  | 'button'
  | 'caption'
  | 'code'
  | 'dd'
  | 'details'
  | 'div'
  | 'dl'
  | 'dt'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'h4'
  | 'header'
  | 'input'
  | 'label'
  | 'li'
  | 'main'
  | 'nav'
  | 'ol'
  | 'option'
  | 'p'
  | 'section'
  | 'select'
  | 'span'
  | 'strong'
  | 'summary'
  | 'table'
  | 'tbody'
  | 'td'
  | 'th'
  | 'thead'
  | 'time'
  | 'tr'
  | 'ul'
  | SvgTag;

type SvgTag = 'svg' | 'defs' | 'line' | 'path' | 'pattern' | 'rect' | 'text' | 'title';

type AttributeName =
  | 'class'
  | 'colspan'
  | 'datetime'
  | 'dir'
  | 'for'
  | 'hidden'
  | 'href'
  | 'id'
  | 'name'
  | 'open'
  | 'rel'
  | 'role'
  | 'scope'
  | 'tabindex'
  | 'type'
  | 'value'
  | 'autocomplete'
  | 'spellcheck'
  | 'maxlength'
  | 'placeholder'
  | 'selected'
  | `aria-${string}`
  | `data-${string}`
  | 'd'
  | 'focusable'
  | 'height'
  | 'overflow'
  | 'patternUnits'
  | 'text-anchor'
  | 'width'
  | 'x'
  | 'x1'
  | 'x2'
  | 'y'
  | 'y1'
  | 'y2';

type Attributes = Readonly<Partial<Record<AttributeName, string | number | true>>>;

type Child = TreeNode | number | undefined | readonly Child[];

/** Numbers are drawn as they are; what is undefined is left out. */
export const h = (tag: Tag, attributes: Attributes, ...children: readonly Child[]): TreeElement => ({
  tag,
  attributes,
  children: nodes(children),
});

const nodes = (children: readonly Child[]): readonly TreeNode[] =>
  children.flatMap((child): readonly TreeNode[] => {
    if (child === undefined) return [];
    if (typeof child === 'number') return [String(child)];
    return isMany(child) ? nodes(child) : [child];
  });

const isMany = (child: TreeNode | readonly Child[]): child is readonly Child[] => Array.isArray(child);

/** Only https and places in this page are linked; anything else stays text. */
export const link = (target: string, ...children: readonly Child[]): TreeElement =>
  /^(https:\/\/|#)/.test(target)
    ? h('a', { href: target, ...(target.startsWith('#') ? {} : { rel: 'noreferrer' }) }, ...children)
    : h('span', {}, ...children);
