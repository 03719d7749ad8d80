/** Why an edit cannot be made without doing harm, in words for people. Caught by `editManifest`. */
export class EditRefusal extends Error {
  override readonly name = 'EditRefusal';
}
