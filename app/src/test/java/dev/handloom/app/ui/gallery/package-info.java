/// Pictures of every control in light and dark, for a person to look at.
///
/// Written to `target/gallery` by [dev.handloom.app.ui.gallery.GalleryTest], which also fails when
/// a control cannot be drawn at all.
@NullMarked
package dev.handloom.app.ui.gallery;

import org.jspecify.annotations.NullMarked;
