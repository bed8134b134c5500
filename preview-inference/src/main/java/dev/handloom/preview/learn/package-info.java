/// Small networks that learn on this computer: layers with hand-written gradients, run on the
/// vector instructions of the processor. Each layer can also write itself as ONNX.
@NullMarked
package dev.handloom.preview.learn;

import org.jspecify.annotations.NullMarked;
