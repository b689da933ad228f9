using System.ComponentModel;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Processes.Commands;

namespace MultiBatch.Providers.Local.Hosting.Starting;

/// <summary>Starts processes that neither Ctrl-C nor the end of the terminal nor that of this process reaches.</summary>
internal static class DetachedProcess
{
    /// <summary>
    /// Starts a program in a session of its own, in the state folder, without input and with no handle of this process. What it says
    /// goes to the log of the engine where the platform can do so.
    /// </summary>
    /// <param name="command">The program, found by PATH where it has no folder, and its arguments.</param>
    /// <param name="state">The state folder.</param>
    /// <exception cref="BatchException">It could not be started.</exception>
    public static IDetachedProcess Start(IReadOnlyList<string> command, StateDirectory state)
    {
        var environment = DetachedEnvironment.FromThisProcess();
        if (!ExecutableResolver.Current.TryResolve(command[0], Directory.GetCurrentDirectory(), environment, out var path, out var problem))
        {
            throw HostingErrors.CannotStart(state, command[0], problem!.Message);
        }

        try
        {
            return OperatingSystem.IsWindows()
                ? WindowsDetachedProcess.Start(path, command, environment, state)
                : UnixDetachedProcess.Start(path, command, environment, state);
        }
        catch (Win32Exception error)
        {
            throw HostingErrors.CannotStart(state, path, error.Message, error);
        }
    }
}
