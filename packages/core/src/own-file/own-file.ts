/** Something wrong in a file of ours, such as a scenario or a configuration; lines and columns count from 1. */
export interface OwnFileError {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The field: `spec.containers.proxy.runs[0].for`; empty where the text itself cannot be read. */
  readonly path: string;
  readonly message: string;
}

export type Path = readonly (string | number)[];

/** A file that its schema takes. */
export interface OwnFile<Content> {
  readonly file: string;
  readonly content: Content;
  /** Where a field stands; the nearest field around it if it is absent. */
  readonly place: (path: Path) => { readonly line: number; readonly column: number };
}

export type OwnFileResult<Content> =
  | { readonly text: OwnFile<Content>; readonly errors?: undefined }
  | { readonly text?: undefined; readonly errors: readonly OwnFileError[] };

/** An error of the file's content, at the field it names. */
export const errorAt = (
  { file, place }: Pick<OwnFile<unknown>, 'file' | 'place'>,
  path: Path,
  message: string,
): OwnFileError => ({ file, ...place(path), path: printPath(path), message });

const printPath = (path: Path): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
