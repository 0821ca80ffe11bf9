/**
 * From what engines and market say to the payload. Start with {@link io.aegismatrix.runner.publish.PayloadAssembler}; each
 * block of the payload has a class named after it. No setting, clock, process or command may enter: what they know is handed
 * in.
 */
@NullMarked
package io.aegismatrix.runner.publish;

import org.jspecify.annotations.NullMarked;
