namespace MultiBatch.Providers.Local.Limits;

/// <summary>The place where an engine makes its control groups.</summary>
internal interface IControlGroupHierarchy : IDisposable
{
    /// <summary>Makes a new, empty group without limits.</summary>
    /// <exception cref="IOException">It could not be made.</exception>
    ControlGroup Create();

    /// <summary>Removes the groups of earlier engines that nobody is in. What they counted is gone then.</summary>
    void RemoveLeftOvers();
}
