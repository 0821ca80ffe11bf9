package io.aegismatrix.payload;

import java.util.Optional;
import java.util.SortedMap;

/**
 * Words which the older system's dashboard reads beside the fields of ours, in its own terms. They are written, never read: what
 * they say follows from the fields.
 */
sealed interface OldNames permits SellerOutlook, BuyerOutlook {

    /** Field and word; empty where the estimate behind it is unavailable. */
    SortedMap<String, Optional<String>> oldNames();
}
