/// USB cameras, and others that Linux lists as such, through the kernel itself: Video4Linux 2 with
/// buffers that are shared with the kernel, without a library between. Only so are the kernel's
/// stamps and what they mean to be had, its count of the pictures, and its word on damaged ones.
///
/// **Wire.** `<linux/videodev2.h>`; single-planar capture, streaming input/output.
///
/// **Threads.** A session belongs to its device's thread, which sleeps in `poll` for at most 100
/// ms.
///
/// **Invariants.** What a camera does not offer is refused with what it offers, never replaced by
/// something near. JPEG pictures go on as they came, but for code tables that were left out.
/// Exposure and white balance that were changed are put back at the end. Nothing is allocated for a
/// picture.
@NullMarked
package dev.handloom.device.driver.v4l2;

import org.jspecify.annotations.NullMarked;
