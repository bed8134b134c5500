package dev.handloom.preview.tiny;

/// A look at a training under way: a point of its curves.
///
/// @param step how many were done
/// @param planLoss of the last steps, on what it learns from
/// @param stateLoss the same
/// @param dreamLoss the same
/// @param scores on what it does not learn from
public record Look(int step, double planLoss, double stateLoss, double dreamLoss, Scores scores) {}
