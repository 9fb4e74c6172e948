using System.Reflection;

namespace NeuronPursuit.Orleans.Tests;

/// <summary>Which grains a fit asks.</summary>
public class GrainShardsTests
{
    [Fact]
    public void Dispose_FitThatNeverBegan_AsksNoGrain()
    {
        var calls = new List<string>();
        IClusterClient client = Recorder.Of<IClusterClient>(calls);

        new GrainShards(client, new TeacherShards(100, 5, 3, 1), new ClusterPursuitOptions()).Dispose();

        calls.Should().Equal(Enumerable.Repeat("GetGrain", 3));
    }

    /// <summary>Notes the methods that are called on it and on the grains it gives.</summary>
    public class Recorder : DispatchProxy
    {
        private List<string> _calls = [];

        public static T Of<T>(List<string> calls)
            where T : class
        {
            T made = Create<T, Recorder>();
            ((Recorder)(object)made)._calls = calls;
            return made;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            _calls.Add(targetMethod!.Name);
            Type result = targetMethod.ReturnType;
            if (result == typeof(Task))
            {
                return Task.CompletedTask;
            }

            object made = Create(result, typeof(Recorder));
            ((Recorder)made)._calls = _calls;
            return made;
        }
    }
}
