/// The hardware lab: scenarios that need real device nodes, run inside a small virtual machine by
/// `src-test/lab.sh`. To add one, implement [Scenario] and name it in [Lab].
@NullMarked
package dev.handloom.test.lab;

import org.jspecify.annotations.NullMarked;
