using Microsoft.Extensions.Logging;

namespace NeuronPursuit.Tests.Lifecycle;

public class ProcessorLogTests
{
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Write_WithoutFusedMultiplyAdds_WarnsOnce(bool isFused, int warnings)
    {
        var logger = new RecordingLogger();

        ProcessorLog.Write(logger, isFused);

        logger.Events.Select(entry => (entry.Level, entry.EventId)).Should().Equal(Enumerable.Repeat((LogLevel.Warning, 28), warnings));
    }

    [Fact]
    public void Fit_OnThisProcessor_WarnsAsOftenAsItLacksThem()
    {
        var logger = new RecordingLogger();
        (double[,] X, double[] y) = Problems.Gaussian(30, 2, 1, x => x[0]);

        new NeuronPursuitBuilder().WithLogger(logger).WithMaxIterations(1).Fit(X, y);

        logger.Events.Count(entry => entry.EventId == 28).Should().Be(Line.IsFused ? 0 : 1);
    }
}
