package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.review.Review;
import java.nio.file.Path;

/// An episode on its way into a dataset.
///
/// @param number in the dataset, from 0
/// @param task what is done, in words
/// @param review with segments, verdict and tags
/// @param scratch a folder for files about this episode alone; what [DatasetWriter#prepare] puts
///   there is there when the episode is added, also after an interruption
public record PreparedEpisode(
    int number, DatasetEpisode rows, String task, Review review, Path scratch) {}
