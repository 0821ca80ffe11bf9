package io.aegismatrix.runner.doctor;

import io.aegismatrix.runner.runs.Secrets;

/**
 * What the doctor found about one thing.
 *
 * @param name the thing
 * @param status how it is
 * @param detail what was seen, and what to do if it is not well
 */
public record DoctorCheck(String name, Status status, String detail) {

    public enum Status {
        /** Well. */
        OK,
        /** Something will not work, or soon will not, but the machine is usable. */
        WARN,
        /** Not usable. */
        FAIL
    }

    public DoctorCheck {
        detail = Secrets.mask(detail);
    }

    static DoctorCheck ok(String name, String detail) {
        return new DoctorCheck(name, Status.OK, detail);
    }

    static DoctorCheck warn(String name, String detail) {
        return new DoctorCheck(name, Status.WARN, detail);
    }

    static DoctorCheck fail(String name, String detail) {
        return new DoctorCheck(name, Status.FAIL, detail);
    }
}
