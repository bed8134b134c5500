/// What a person hears while both hands are busy: short tones, and spoken phase names where the
/// system has a voice of its own. Nothing is fetched and nothing recorded is played.
///
/// **Threads.** One daemon thread named `cues` plays one cue after the other; nobody waits for it.
///
/// **Invariants.** Without a sound device all is silent, and [Cues#trouble] says so.
@NullMarked
package dev.handloom.app.cue;

import org.jspecify.annotations.NullMarked;
