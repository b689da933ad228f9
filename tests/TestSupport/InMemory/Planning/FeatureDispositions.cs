using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Planning;

namespace MultiBatch.TestSupport.InMemory.Planning;

/// <summary>Dispositions that follow from the level of a feature.</summary>
internal sealed class FeatureDispositions
{
    private readonly InMemoryOptions _options;
    private readonly DispositionList _list;

    public FeatureDispositions(InMemoryOptions options, JobSpec spec)
    {
        _options = options;
        _list = new DispositionList(spec);
    }

    public FeatureDispositions(InMemoryOptions options, IReadOnlyList<string> fields)
    {
        _options = options;
        _list = new DispositionList(fields);
    }

    public bool Supports(BatchFeature feature) => _options.Supports(feature);

    public bool IsOpen(string pointer) => _list.IsOpen(pointer);

    public void Add(FieldDisposition disposition) => _list.Add(disposition);

    public void Honor(params string[] pointers) => _list.Honor(pointers);

    /// <summary>Judges a field, if it is set and open, by a feature; honours it when it needs none.</summary>
    public void Need(string pointer, BatchFeature? feature)
    {
        if (_list.IsOpen(pointer))
        {
            _list.Add(feature is { } needed ? Judge(pointer, needed) : FieldDisposition.Honored(pointer));
        }
    }

    /// <summary>The same, but a value that asks for nothing special is honoured.</summary>
    public void NeedUnless(bool isPlain, string pointer, BatchFeature feature) => Need(pointer, isPlain ? null : feature);

    public void NeedBelow(string pointer, BatchFeature feature) => _list.ForEachBelow(pointer, field => Judge(field, feature));

    public IReadOnlyList<FieldDisposition> Complete() => _list.Complete(InMemoryBatchProvider.ProviderName);

    private FieldDisposition Judge(string pointer, BatchFeature feature) => _options.LevelOf(feature) switch
    {
        SupportLevel.Native => FieldDisposition.Honored(pointer),
        SupportLevel.EmulatedDurable => FieldDisposition.Emulated(pointer, $"{feature} by other means"),
        SupportLevel.EmulatedWhileClientRuns => FieldDisposition.Rejected(pointer, $"{feature} is for the client to do, and this field for it to take out"),
        _ => FieldDisposition.Rejected(pointer, $"the simulated service has no {feature}", "leave it out"),
    };
}
