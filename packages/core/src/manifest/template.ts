const EXPRESSION = /\{\{|\{%|<%/;

/** Text that a template engine has still to render (P-013). */
export const isTemplate = (text: string): boolean => EXPRESSION.test(text);

export const templateOffset = (text: string): number => Math.max(text.search(EXPRESSION), 0);
