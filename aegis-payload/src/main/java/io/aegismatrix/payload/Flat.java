package io.aegismatrix.payload;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The file has the fields of this {@link Block} or {@link Measured} among those of the record it belongs to, not in an object
 * of their own.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
@interface Flat {

    /** Name of the field that says where the values come from or, of a {@link Measured}, why they are missing. */
    String source() default "source";
}
