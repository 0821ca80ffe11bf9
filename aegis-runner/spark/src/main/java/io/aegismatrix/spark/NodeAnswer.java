package io.aegismatrix.spark;

import java.io.Serializable;

/**
 * What a node says of a task. Nothing but a lost node or a store out of reach is an exception there: Spark would do the task
 * again, several times, and then give up everything.
 *
 * @param kind what it is
 * @param text the receipt, or what is wrong
 */
record NodeAnswer(Kind kind, String text) implements Serializable {

    enum Kind {
        /** The task is finished. */
        RECEIPT,
        /** It came to other bytes than before. */
        CONFLICT,
        /** It cannot be done by this code. */
        REFUSED
    }
}
