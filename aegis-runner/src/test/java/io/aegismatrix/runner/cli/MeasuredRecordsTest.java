package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The walk over a payload finds what it must; {@link DemoTest} holds a real payload against it. */
class MeasuredRecordsTest {

    private static List<String> faults(String json) throws JsonProcessingException {
        return MeasuredRecords.faults(JsonMapper.builder().build().readTree(json.replace('\'', '"')), 0);
    }

    @Test
    void passes_records_with_count_and_interval_and_reasons_in_their_place() throws JsonProcessingException {
        assertThat(
                        faults(
                                "{'ranges':[{'coverage':{'value':0.9,'n':10,'ci_low':0.7,'ci_high':1,'basis':'x'}},"
                                        + "{'coverage':null,'coverage_reason':'none yet'},"
                                        + "{'coverage':null,'source':{'kind':'UNAVAILABLE'}}],"
                                        + "'historical_hit_rate':0.9,'hit_rate_detail':{'n':250,'ci_low':0.8,'ci_high':0.95,'since_training':{}}}"))
                .isEmpty();
    }

    @Test
    void finds_numbers_without_a_record() throws JsonProcessingException {
        assertThat(faults("{'historical_hit_rate':0.72,'hit_rate_detail':{'n':null}}"))
                .containsExactly("$.historical_hit_rate has no count or no interval: {\"n\":null}");
        assertThat(faults("{'a':[{'coverage':null,'coverage_reason':null}]}"))
                .containsExactly("$.a[0].coverage is null and coverage_reason does not say why");
        assertThat(faults("{'max_pain':{'confidence':0.4}}")).hasSize(1);
        assertThat(faults("{'skills':[{'metric':'x','n':3,'ci_low':0}]}")).hasSize(1);
    }

    @Test
    void finds_shares_that_claim_to_be_certain() throws JsonProcessingException {
        assertThat(faults("{'coverage':{'value':1,'n':10,'ci_low':1,'ci_high':1}}"))
                .singleElement()
                .asString()
                .contains("whose interval has no width");
    }

    @Test
    void finds_records_that_do_not_say_which_forecasts_they_count() throws JsonProcessingException {
        assertThat(faults("{'coverage':{'value':0.9,'n':10,'ci_low':0.7,'ci_high':1}}"))
                .singleElement()
                .asString()
                .startsWith("$.coverage does not say which forecasts it counts");
        assertThat(faults("{'historical_spike_rate':0.1,'spike_rate_detail':"
                        + "{'n':500,'ci_low':0.08,'ci_high':0.12,'source':{'id':'breakout_frequency'}}}"))
                .isEmpty();
    }

    @Test
    void misses_none_of_the_records_it_was_told_to_expect() throws JsonProcessingException {
        assertThat(MeasuredRecords.faults(JsonMapper.builder().build().readTree("{}"), 3))
                .containsExactly("expected at least 3 records, was 0");
    }
}
