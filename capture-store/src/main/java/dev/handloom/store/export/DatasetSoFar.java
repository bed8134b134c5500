package dev.handloom.store.export;

import dev.handloom.store.export.DatasetFacts.EpisodeFacts;
import java.util.List;
import java.util.Set;

/// What a dataset holds that is to grow.
///
/// @param episodes how many
/// @param rows of all of them
/// @param ids of the bundles its episodes were made of, as far as it says; those are not added
///   again
/// @param known what there is to say of its episodes, in their order; empty where somebody else
///   wrote it, whose card then stays as it is
/// @param remarks what of the new episodes has no place in it, a line each
public record DatasetSoFar(
    int episodes, long rows, Set<String> ids, List<EpisodeFacts> known, List<String> remarks) {
  public DatasetSoFar {
    ids = Set.copyOf(ids);
    known = List.copyOf(known);
    remarks = List.copyOf(remarks);
  }
}
