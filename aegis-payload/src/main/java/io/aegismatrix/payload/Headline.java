package io.aegismatrix.payload;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The file has the first component of what this {@link Block} knows before the block's object, not in it: a dashboard of the
 * old system looks for it there.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Headline {

    /** Name of the field. */
    String value();
}
