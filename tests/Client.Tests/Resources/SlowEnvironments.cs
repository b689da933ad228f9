using MultiBatch.Environments;
using MultiBatch.Planning;
using MultiBatch.Providers;

namespace MultiBatch.Client.Tests.Resources;

/// <summary>A service that takes its time: each look shows the next of the states a test lined up; null means that it is gone.</summary>
internal sealed class SlowEnvironments : IEnvironmentProvider
{
    private readonly Queue<(EnvironmentStatus Status, string? Reason)?> _coming = new();

    public int Looks { get; private set; }

    public List<ComputeEnvironmentSpec> Sent { get; } = [];

    public List<string> Deleted { get; } = [];

    public Func<ComputeEnvironmentSpec, ResourcePlan> OnPlan { get; set; } =
        spec => new ResourcePlan(SpecFields.Of(spec).Select(field => FieldDisposition.Honored(field)).ToList(), [new NativeRequest("create", null)]);

    public SlowEnvironments Then(EnvironmentStatus status, string? reason = null)
    {
        _coming.Enqueue((status, reason));
        return this;
    }

    public SlowEnvironments ThenGone()
    {
        _coming.Enqueue(null);
        return this;
    }

    public ValueTask<ResourcePlan> PlanEnvironmentAsync(ComputeEnvironmentSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken) =>
        new(OnPlan(spec));

    public Task<ComputeEnvironment> CreateEnvironmentAsync(ComputeEnvironmentSpec spec, CancellationToken cancellationToken)
    {
        Sent.Add(spec);
        return Task.FromResult(new ComputeEnvironment { Spec = spec, Status = EnvironmentStatus.Creating });
    }

    public Task<ComputeEnvironment> UpdateEnvironmentAsync(ComputeEnvironmentSpec changes, CancellationToken cancellationToken)
    {
        Sent.Add(changes);
        return Task.FromResult(new ComputeEnvironment { Spec = changes, Status = EnvironmentStatus.Updating });
    }

    public Task DeleteEnvironmentAsync(string name, CancellationToken cancellationToken)
    {
        Deleted.Add(name);
        return Task.CompletedTask;
    }

    public Task<ComputeEnvironment?> FindEnvironmentAsync(string name, CancellationToken cancellationToken)
    {
        Looks++;
        var next = _coming.Count > 1 ? _coming.Dequeue() : _coming.Peek();
        return Task.FromResult(next is var (status, reason)
            ? new ComputeEnvironment { Spec = new ComputeEnvironmentSpec { Name = name }, Status = status, StatusReason = reason }
            : null);
    }

    public Task<Page<ComputeEnvironment>> ListEnvironmentsAsync(string? continuationToken, CancellationToken cancellationToken)
    {
        var page = int.Parse(continuationToken ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var items = page == 1
            ? []
            : new[] { new ComputeEnvironment { Spec = new ComputeEnvironmentSpec { Name = $"e{page}" }, Status = EnvironmentStatus.Ready } };
        return Task.FromResult(new Page<ComputeEnvironment>(items, page == 2 ? null : $"{page + 1}"));
    }
}
