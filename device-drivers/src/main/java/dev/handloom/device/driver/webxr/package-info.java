/// Headsets and phones through the page that the studio serves: head, controllers, hands.
///
/// **Wire.** `docs/devices/webxr.md`. **Times.** Each sample stands for the moment for which the
/// browser located everything; the page sends it when that moment has come. Probes place the page's
/// clock on the studio's.
///
/// **Threads.** A session belongs to its device's thread.
@NullMarked
package dev.handloom.device.driver.webxr;

import org.jspecify.annotations.NullMarked;
