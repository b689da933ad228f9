namespace MultiBatch.PowerShell.Tests.Engine;

/// <summary>An error of the binder, with PowerShell's id.</summary>
internal sealed class BindingException(string id, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Id { get; } = id;
}
