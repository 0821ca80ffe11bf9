/**
 * What keeps a machine from publishing. Start with {@link io.aegismatrix.runner.doctor.Doctor}: one check a row.
 */
@NullMarked
package io.aegismatrix.runner.doctor;

import org.jspecify.annotations.NullMarked;
