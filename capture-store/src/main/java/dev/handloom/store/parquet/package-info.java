/// Parquet files, written and read: a library that knows nothing else of the studio.
///
/// [ParquetWriter] writes tables of rows; [ParquetFile] reads any that its packing methods allow, a
/// column at a time ([ColumnValues]) or row by row ([RowAssembler]). A [Node] says what a column
/// is.
///
/// **Threads.** A writer belongs to one thread at a time. A file is read by one thread at a time;
/// any number may be open.
///
/// **Invariants.** No length found in a file is believed before it is checked against the bytes
/// that are there. A file without its end is no file: what is wanted before it is closed belongs
/// elsewhere.
@NullMarked
package dev.handloom.store.parquet;

import org.jspecify.annotations.NullMarked;
