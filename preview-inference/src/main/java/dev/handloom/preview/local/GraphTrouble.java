package dev.handloom.preview.local;

import ai.onnxruntime.OrtException;

/// What it means when a graph does not load.
final class GraphTrouble {
  private GraphTrouble() {}

  static String words(String file, OrtException e) {
    return switch (e.getCode()) {
      case ORT_NO_SUCHFILE -> file + " names numbers in a file that is not in the pack";
      case ORT_INVALID_PROTOBUF, ORT_NO_MODEL -> file + " is no ONNX graph, or not a whole one";
      case ORT_NOT_IMPLEMENTED ->
          file
              + " computes with an operator, or in a version of one, that ONNX Runtime "
              + version()
              + " does not have";
      case ORT_INVALID_GRAPH -> file + " is an ONNX graph that contradicts itself";
      default ->
          file
              + " is a graph that ONNX Runtime "
              + version()
              + " cannot load: it is damaged, too new, or reaches out of the pack";
    };
  }

  private static String version() {
    return ai.onnxruntime.OrtEnvironment.getEnvironment().getVersion();
  }
}
