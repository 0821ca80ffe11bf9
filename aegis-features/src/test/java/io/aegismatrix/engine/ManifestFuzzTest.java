package io.aegismatrix.engine;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.Untrusted;
import java.util.List;

/** Whatever a manifest file holds is a manifest or a refusal. */
class ManifestFuzzTest {

    @FuzzTest
    void any_bytes_are_a_manifest_or_a_refusal(byte[] json) {
        Untrusted.parsesOrRefuses(
                () -> {
                    ModelManifest manifest = ManifestJson.parse(json, "manifest.json");
                    ModelBundle.versionOf(manifest);
                    ManifestJson.parse(ManifestJson.bytes(manifest), "manifest.json");
                },
                List.of(ModelException.class));
    }
}
