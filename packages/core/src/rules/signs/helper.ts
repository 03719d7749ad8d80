import type { Container } from '../../kubernetes/api-types.gen.ts';
import { endingForm, type Product, productOf, productOfImage } from '../known/products.ts';
import { commandLine } from './command-line.ts';
import { finiteCommand } from './finite-command.ts';
import { tagOf } from './image.ts';

/** A container that serves others of its Pod for as long as it runs. */
export interface Helper {
  readonly product: Product;
  /** Why it may not be one after all: only its name says so, or it runs a script. */
  readonly doubt?: 'name' | 'script';
}

/** The helper that a container is, as far as its image, command and name tell. */
export function helperOf(container: Container): Helper | undefined {
  const product = productOfImage(container);
  if (product === undefined) return helperNamed(container);
  if (endingForm(container) !== undefined || finiteCommand(container) !== undefined) return undefined;
  const { words, script } = commandLine(container);
  if (!isItsServer(container, product, script === undefined ? words : [script])) return undefined;
  return { product, ...(script !== undefined && { doubt: 'script' }) };
}

const isItsServer = ({ image }: Container, { needs, id }: Product, texts: readonly string[]): boolean =>
  needs === undefined || texts.some((text) => needs.test(text)) || (tagOf(image ?? '') ?? '').includes(id);

/** `auto` stands for the image that Istio's injector puts there, with what else belongs to its proxy. */
function helperNamed(container: Container): Helper | undefined {
  if (container.image === undefined || container.image === 'auto') return undefined;
  const product = productOf(container);
  return product === undefined || finiteCommand(container) !== undefined
    ? undefined
    : { product, doubt: 'name' };
}
