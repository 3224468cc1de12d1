import { Filter, type FilterContext, type FilterGraph } from 'node-av/lib';

/** A filter of FFmpeg in a graph, with its settings as FFmpeg spells them. */
export function makeFilter(graph: FilterGraph, kind: string, name: string, settings: string | null): FilterContext {
  const filter = Filter.getByName(kind);
  const made = filter === null ? null : graph.createFilter(filter, name, settings);
  if (made === null) {
    throw new Error(`FFmpeg could not make the filter ${kind} of "${settings ?? ''}".`);
  }

  return made;
}
