using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MultiBatch.PowerShell.Binding;
using MultiBatch.Providers;

namespace MultiBatch.PowerShell.Connections;

/// <summary>
/// Reads secrets of connections with <c>Get-Secret</c>, looked up when a connection is first used: the module needs no vault otherwise. What was
/// read is written nowhere.
/// </summary>
internal static class VaultSecrets
{
    private const string Command = "Get-Secret";
    private const string Find = $"Get-Command -Name {Command} -ErrorAction Ignore";
    private const string Read = $"param($name, $vault) if ($vault) {{ {Command} -Name $name -Vault $vault -AsPlainText -ErrorAction Stop }} else {{ {Command} -Name $name -AsPlainText -ErrorAction Stop }}";

    /// <summary>Reads a secret. For the pipeline thread.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Unauthenticated"/> when there is no such command, or it does not give the secret.</exception>
    public static string Get(CommandInvocationIntrinsics invoke, VaultReference reference)
    {
        if (invoke.InvokeScript(Find, useNewScope: true, PipelineResultTypes.None, null).Count == 0)
        {
            throw Failed(reference, $"there is no command {Command} here. The module Microsoft.PowerShell.SecretManagement has it: Install-PSResource Microsoft.PowerShell.SecretManagement, and a vault", null);
        }

        IEnumerable<PSObject> found;
        try
        {
            found = invoke.InvokeScript(Read, useNewScope: true, PipelineResultTypes.None, null, reference.Name, reference.Vault!);
        }
        catch (RuntimeException e)
        {
            throw Failed(reference, e.Message.TrimEnd('.'), e);
        }

        return found.Select(InputValues.Unwrap).ToList() switch
        {
            [string { Length: > 0 } secret] => secret,
            [] => throw Failed(reference, $"{Command} gave nothing", null),
            _ => throw Failed(reference, "it is not one text: a secret of kind String is needed", null),
        };
    }

    private static BatchException Failed(VaultReference reference, string why, Exception? cause) =>
        new(BatchErrorCode.Unauthenticated, $"The secret {reference} cannot be read: {why}.", cause) { Resource = reference.ToString() };
}
