/** The envelope of a good answer; see contract.md §0. */
export function success<Data>(data: Data): { readonly code: 0; readonly message: 'success'; readonly data: Data } {
  return { code: 0, message: 'success', data };
}
