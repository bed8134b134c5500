/// What a model is shown, and what came of it, out of recorded episodes: observations, the actions
/// that followed, the pictures that came. The one way in which models are trained, judged and
/// asked.
///
/// **Threads.** Functions and immutable objects; an [EpisodeRows] is read on one thread and then
/// belongs to all.
///
/// **Invariants.** An action of a row is what was measured one row later. Nothing is made up: a row
/// that lacks a picture or a number is not an example.
@NullMarked
package dev.handloom.preview.example;

import org.jspecify.annotations.NullMarked;
