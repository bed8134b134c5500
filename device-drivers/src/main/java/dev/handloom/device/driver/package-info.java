/// What a driver says of itself: what it speaks to, over which links, with which settings; how it
/// recognises its device; what the device can be told to do. One place for the documents, the
/// wizard, discovery and the complaints about a rig file.
///
/// The drivers themselves are in the packages below, one a family.
///
/// **Threads.** Values, and functions without state; from any thread.
@NullMarked
package dev.handloom.device.driver;

import org.jspecify.annotations.NullMarked;
