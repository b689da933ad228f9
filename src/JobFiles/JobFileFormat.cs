namespace MultiBatch.JobFiles;

/// <summary>Forms of a job file.</summary>
public enum JobFileFormat
{
    /// <summary>By the extension (<c>.json</c>, <c>.yaml</c>, <c>.yml</c>), else by the text: JSON if it begins as an object of JSON does.</summary>
    Auto = 0,

    /// <summary>YAML 1.2.</summary>
    Yaml = 1,

    /// <summary>JSON; comments and trailing commas are passed over.</summary>
    Json = 2,
}
