/// Writes networks as ONNX files, and nothing else: the few messages of its protocol buffers that a
/// graph needs.
@NullMarked
package dev.handloom.preview.onnx;

import org.jspecify.annotations.NullMarked;
