package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSettingsTest {

    private final LiveSettings defaults = LiveSettings.defaults();

    @Test
    void the_defaults_are_the_stated_manners() {
        LiveSettings.Manners manners = defaults.manners();
        assertThat(manners.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(manners.readTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(manners.deadline()).isEqualTo(Duration.ofSeconds(60));
        assertThat(manners.requestsPerHost()).isEqualTo(4);
        assertThat(manners.userAgent()).startsWith("AegisMatrix/").endsWith("(+https://aegismatrix.example/contact)");
    }

    @Test
    void refuses_more_than_four_requests_to_a_host() {
        LiveSettings.Manners manners = defaults.manners();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LiveSettings.Manners(
                        manners.contact(),
                        manners.ownName(),
                        manners.connectTimeout(),
                        manners.readTimeout(),
                        manners.deadline(),
                        5,
                        manners.betweenRequests(),
                        manners.maxBodyBytes(),
                        manners.cacheFolder()))
                .withMessage("requestsPerHost must be from 1 to 4, was 5");
    }

    @Test
    void refuses_an_address_with_a_path_or_another_scheme() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withHosts(
                        URI.create("ftp://example.org"), defaults.nse().base()))
                .withMessage("yahoo: base must be http(s)://host[:port] without a path, was 'ftp://example.org'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withHosts(defaults.yahoo().base(), URI.create("https://example.org/api")))
                .withMessageStartingWith("nse: base must be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:S3CRET@example.org",
                "https://user:p@ss/S3CRET@example.org/?apikey=S3CRET",
                "https://example.org?apikey=S3CRET",
                "https://example.org/#S3CRET"
            })
    void refuses_an_address_that_holds_a_secret_without_telling_it(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        defaults.withHosts(URI.create(address), defaults.nse().base()))
                .withMessage("yahoo: base must be http(s)://host[:port], and had a user, a password or a query");
    }

    @Test
    void refuses_more_days_than_the_service_serves() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new YahooSettings(defaults.yahoo().base(), 6, Duration.ofMinutes(1), 30))
                .withMessage("intradayDays must be from 1 to 7 for bars of PT1M, was 30");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new YahooSettings(defaults.yahoo().base(), 6, Duration.ofMinutes(3), 5))
                .withMessage("intradayInterval must be PT1M or PT5M, was PT3M");
    }

    @Test
    void refuses_a_contact_that_would_break_the_header() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.manners().withContact("me\r\nHost: other"))
                .withMessageStartingWith("contact must be a web or mail address");
    }
}
