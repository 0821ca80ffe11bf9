package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One field of the file.
 *
 * @param name in the file
 * @param component name in the record
 * @param type of its values, as declared
 * @param rounding of its numbers
 * @param omitEmpty whether it is left out when it is empty
 * @param required whether it is there if its block is known
 * @param parts the fields of the object it is, if that is a block's; otherwise empty
 * @param getter reads it from what it belongs to
 */
record Field(
        String name,
        String component,
        Type type,
        DoubleUnaryOperator rounding,
        boolean omitEmpty,
        boolean required,
        List<Field> parts,
        Getter getter) {

    private static final Set<Class<?>> MAY_BE_EMPTY =
            Set.of(Optional.class, OptionalDouble.class, OptionalInt.class, List.class, SortedMap.class);

    /** Reads a value; null where there is none. */
    @FunctionalInterface
    interface Getter {
        @Nullable
        Object get(Object owner);
    }

    /** How the file says that there is no source. */
    private record NoSource(String kind, String id, String reason) {
        NoSource(String reason) {
            this(UNAVAILABLE, "none", reason);
        }
    }

    /** The kind of a source that is none. */
    static final String UNAVAILABLE = "UNAVAILABLE";

    /** A component as it is. */
    static Field of(RecordComponent component, String name, Type type, Getter getter) {
        JsonInclude include = component.getAccessor().getAnnotation(JsonInclude.class);
        return new Field(
                name,
                component.getName(),
                type,
                rounding(component),
                include != null && include.value() == JsonInclude.Include.NON_EMPTY,
                !MAY_BE_EMPTY.contains(raw(type)),
                List.of(),
                getter);
    }

    private static DoubleUnaryOperator rounding(RecordComponent component) {
        if (component.isAnnotationPresent(Points.class)) {
            return Decimals::points;
        }
        return component.isAnnotationPresent(VolatilityPoints.class) ? Decimals::volatilityIndex : Decimals::fraction;
    }

    /** The same field of something that is itself read from another: of what a block knows, from the block. */
    Field in(Getter outer) {
        return with(required, parts, owner -> {
            Object inner = outer.get(owner);
            if (inner instanceof Block.Unavailable<?> nothing) {
                return empty(nothing.reason());
            }
            return inner == null ? null : getter.get(inner);
        });
    }

    /** The same field as an object with parts, which are read from its value. */
    Field holding(List<Field> others) {
        return with(required, others, getter);
    }

    /** The same field where it may be missing though its block is known. */
    Field optional() {
        return with(false, parts, getter);
    }

    /** The same field where it is never left out, as a block's source is not though the whole block may be. */
    Field always() {
        return new Field(name, component, type, rounding, false, required, parts, getter);
    }

    private Field with(boolean isRequired, List<Field> others, Getter other) {
        return new Field(name, component, type, rounding, omitEmpty, isRequired, others, other);
    }

    /** The same field under another name. */
    Field named(String other) {
        return new Field(other, component, type, rounding, omitEmpty, required, parts, getter);
    }

    /** What stands for this field while its block is unavailable. */
    private @Nullable Object empty(String reason) {
        if (type == Source.class) {
            return new NoSource(reason);
        }
        if (raw(type) == List.class) {
            return List.of();
        }
        return raw(type) == SortedMap.class ? Collections.emptySortedMap() : null;
    }

    /** A type without its arguments. */
    static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    static Getter accessor(RecordComponent component) {
        Method accessor = component.getAccessor();
        accessor.trySetAccessible();
        return owner -> {
            try {
                return accessor.invoke(owner);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(accessor + " cannot be called", e);
            }
        };
    }

    /** What a block knows; the block itself if it is unavailable. */
    static Object known(Object block) {
        return block instanceof Block.Known<?> known ? known.value() : block;
    }

    static Object source(Object block) {
        return block instanceof Block.Known<?> known
                ? known.source()
                : new NoSource(((Block.Unavailable<?>) block).reason());
    }

    static @Nullable Object measured(Object detail) {
        return detail instanceof Measured.Value<?> there ? there.value() : null;
    }

    static @Nullable Object reason(Object detail) {
        return detail instanceof Measured.Missing<?> missing ? missing.reason() : null;
    }
}
