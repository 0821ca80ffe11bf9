package io.aegismatrix.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Teaches Jackson to read what {@link Fields} flattens. A block or detail whose fields stand among those of its record is given
 * the record's whole object to find them in, under a name which no file has and no path of a message shows.
 */
final class BlockModule extends SimpleModule {

    private static final long serialVersionUID = 1;

    /** What names of flattened components begin with. */
    static final String FLATTENED = "#";

    BlockModule() {
        super("aegis-blocks");
        addDeserializer(Block.class, new OfComponent<>(BlockReader::new));
        addDeserializer(Measured.class, new OfComponent<>(MeasuredReader::new));
        setDeserializerModifier(new Unflattening());
    }

    private static boolean flattened(RecordComponent component) {
        return component.getType() == Measured.class || component.isAnnotationPresent(Flat.class);
    }

    /** Tells Jackson the names of flattened components. */
    static final class Names extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public @Nullable PropertyName findNameForDeserialization(Annotated member) {
            boolean flattened = member.getRawType() == Measured.class || member.hasAnnotation(Flat.class);
            return flattened && member instanceof AnnotatedField
                    ? PropertyName.construct(FLATTENED + member.getName())
                    : super.findNameForDeserialization(member);
        }
    }

    /** Finds the reader of a component, which must know its name and what it is about. */
    private static final class OfComponent<T> extends JsonDeserializer<T> implements ContextualDeserializer {

        private final BiFunction<RecordComponent, JavaType, JsonDeserializer<T>> reader;

        OfComponent(BiFunction<RecordComponent, JavaType, JsonDeserializer<T>> reader) {
            this.reader = reader;
        }

        @Override
        public JsonDeserializer<T> createContextual(DeserializationContext context, BeanProperty property) {
            return reader.apply(component(property), property.getType().containedType(0));
        }

        private static RecordComponent component(BeanProperty property) {
            Class<?> record = property.getMember().getDeclaringClass();
            String name = property.getName();
            return Arrays.stream(record.getRecordComponents())
                    .filter(component ->
                            name.equals(FLATTENED + component.getName()) || name.equals(Fields.name(component)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(record + " has no component of " + name));
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            throw new IllegalStateException("a block is only read as a component of a record");
        }
    }

    private static final class Unflattening extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> usual) {
            Class<?> type = bean.getBeanClass();
            if (!type.isRecord()) {
                return usual;
            }
            List<RecordComponent> moved = Arrays.stream(type.getRecordComponents())
                    .filter(component -> flattened(component) || component.isAnnotationPresent(Headline.class))
                    .toList();
            return moved.isEmpty() ? usual : new RecordReader(usual, moved);
        }
    }

    /** Gives flattened components their fields before the record is read as usual. */
    private static final class RecordReader extends DelegatingDeserializer {

        private static final long serialVersionUID = 1;

        private final transient List<RecordComponent> moved;

        RecordReader(JsonDeserializer<?> usual, List<RecordComponent> moved) {
            super(usual);
            this.moved = moved;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> usual) {
            return new RecordReader(usual, moved);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(parser);
            try (JsonParser moving = new TreeTraversingParser(
                    node instanceof ObjectNode object ? unflattened(object) : node, parser.getCodec())) {
                moving.nextToken();
                return super.deserialize(moving, context);
            }
        }

        private ObjectNode unflattened(ObjectNode record) {
            ObjectNode changed = copy(record);
            for (RecordComponent component : moved) {
                Headline headline = component.getAnnotation(Headline.class);
                if (headline == null) {
                    changed.set(FLATTENED + component.getName(), record);
                } else if (record.get(Fields.name(component)) instanceof ObjectNode detail) {
                    ObjectNode whole = copy(detail);
                    whole.set(Fields.known(component).get(0).name(), record.get(headline.value()));
                    changed.set(Fields.name(component), whole);
                }
            }
            return changed;
        }

        private static ObjectNode copy(ObjectNode original) {
            ObjectNode copy = original.objectNode();
            copy.setAll(original);
            return copy;
        }
    }
}
