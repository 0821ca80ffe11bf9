package io.aegismatrix.engine.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VocabularyTest {

    @Test
    void files_list_outputs_and_targets_in_the_order_of_their_names() {
        assertThat(Arrays.stream(Output.values()).map(Output::text)).isSorted();
        assertThat(Arrays.stream(Target.values()).map(Target::text)).isSorted();
    }

    @ParameterizedTest
    @EnumSource
    void an_output_is_found_by_the_name_it_is_written_under(Output output) {
        assertThat(Output.find(output.text())).contains(output);
    }

    @ParameterizedTest
    @EnumSource
    void a_target_is_found_by_its_name_and_has_an_output(Target target) {
        assertThat(Target.find(target.text())).contains(target);
        assertThat(Output.values()).anyMatch(output -> output.of(target));
    }

    @Test
    void names_of_another_version_are_not_known() {
        assertThat(Output.find("preopen_gap")).isEmpty();
        assertThat(Target.find("preopen_gap")).isEmpty();
    }

    @Test
    void the_dead_zone_describes_a_direction_and_does_not_tell_two_of_them_apart() {
        Forecast wide = new Forecast(Output.DIRECTION_UP, 5, 0.01, 0.4);
        Forecast narrow = new Forecast(Output.DIRECTION_UP, 5, 0.002, 0.4);

        assertThat(wide.topic()).isEqualTo(narrow.topic()).isEqualTo(Topic.of(Output.DIRECTION_UP, 5));
        assertThat(new Forecast(Output.PATH_RANGE_LOWER, 5, 0.9, 100).topic())
                .isNotEqualTo(new Forecast(Output.PATH_RANGE_LOWER, 5, 0.8, 100).topic());
    }

    @Test
    void topics_are_ordered_by_name_horizon_and_parameter_and_titled_by_what_they_have() {
        Topic<Target> near = new Topic<>(Target.PATH_RANGE, 5, 0.8);
        Topic<Target> wide = new Topic<>(Target.PATH_RANGE, 5, 0.9);
        Topic<Target> far = new Topic<>(Target.PATH_RANGE, 10, 0.8);
        Topic<Target> trap = Topic.of(Target.TRAP_PROBABILITY, 1);

        assertThat(List.of(trap, far, wide, near).stream().sorted()).containsExactly(near, wide, far, trap);
        assertThat(wide.title()).isEqualTo("path_range 0.9");
        assertThat(trap.title()).isEqualTo("trap_probability");
    }

    @Test
    void a_forecast_that_is_no_number_is_refused_by_name() {
        assertThatThrownBy(() -> Forecast.of(Output.TRAP_PROBABILITY, 10, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trap_probability over 10 sessions must be finite, was NaN");
    }
}
