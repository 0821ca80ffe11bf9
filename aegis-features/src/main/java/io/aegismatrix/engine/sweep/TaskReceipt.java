package io.aegismatrix.engine.sweep;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelJson;
import java.io.IOException;
import java.util.Objects;

/**
 * That a task is finished, and how: the commit of its result. One that does not fit the data beside it counts for nothing.
 *
 * @param key of the task
 * @param status whether there is a back-test, or a reason why there is none
 * @param reason why there is none, such as too short a history; empty if there is one
 * @param rows forecasts in the data
 * @param dataSha256 hash of the data
 * @param dataBytes size of the data
 * @param seconds how long it took
 * @param host where it was done
 * @param cpu on what kind of processor: equal bytes are promised on one kind
 * @param attempt which attempt it was, from 1
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TaskReceipt(
        String key,
        Status status,
        String reason,
        int rows,
        String dataSha256,
        long dataBytes,
        double seconds,
        String host,
        String cpu,
        int attempt) {

    /** How a task ended. */
    public enum Status {
        /** With a back-test. */
        OK,
        /** With the reason why this market has none: a result too, which another attempt would only repeat. */
        FAILED
    }

    /** Validates that nothing is missing. */
    public TaskReceipt {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(dataSha256, "dataSha256");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(cpu, "cpu");
        if (rows < 0 || dataBytes < 0 || attempt < 1 || !(seconds >= 0)) {
            throw new IllegalArgumentException(
                    "a receipt must have at least 0 rows, bytes and seconds and be of attempt 1 or" + " later, was "
                            + rows + " rows, " + dataBytes + " bytes, " + seconds + " s, attempt " + attempt);
        }
    }

    /** Whether there is a back-test. */
    @JsonIgnore
    public boolean ok() {
        return status == Status.OK;
    }

    /** As JSON. */
    public byte[] toBytes() {
        try {
            return ModelJson.mapper().writeValueAsBytes(this);
        } catch (IOException e) {
            throw new IllegalStateException("a receipt cannot be written as JSON", e);
        }
    }

    /**
     * Reads {@link #toBytes}.
     *
     * @throws ModelException if it is no receipt
     */
    public static TaskReceipt parse(byte[] json, String what) {
        try {
            return ModelJson.read(json, new TypeReference<TaskReceipt>() {}, what);
        } catch (IOException e) {
            throw new ModelException(what + ": no receipt (" + e.getMessage() + ")", e);
        }
    }
}
