namespace MultiBatch.Providers.Local.Tests.Conformance;

/// <summary>The same, with processes started the portable way, as on Windows.</summary>
public sealed class PortableHarness : LocalHarness
{
    protected override bool PortableLaunch => true;
}
