namespace MultiBatch.Providers;

/// <summary>A setting a provider takes beyond the common ones.</summary>
public sealed record ConnectionSetting
{
    /// <summary>Creates a description.</summary>
    /// <param name="name">The name, in camel case.</param>
    /// <param name="description">What it does, its form and its default.</param>
    public ConnectionSetting(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>The name, in camel case.</summary>
    public string Name { get; }

    /// <summary>What it does, its form and its default.</summary>
    public string Description { get; }
}
