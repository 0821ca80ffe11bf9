package io.aegismatrix.engine.backtest;

import java.util.List;

/** Judges one kind of output; what is not of its kind it passes over. */
interface Judge {

    /** The scores of all forecasts of that kind whose outcome is known, by horizon. */
    List<BacktestScore> judge(ForecastSeries forecasts);
}
