using Microsoft.Extensions.Logging;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting;
using MultiBatch.Providers.Local.Hosting.Starting;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Providers.Local.Registration;

namespace MultiBatch.Providers.Local.Engine;

/// <summary>Makes engines, and the sources of engines, that a provider's options ask for.</summary>
internal static class EngineSources
{
    public static IEngineSource Create(LocalBatchOptions options, ProviderContext context)
    {
        var state = options.StateDirectory ?? StateDirectories.For(null);
        var logger = context.LoggerFactory.CreateLogger(typeof(LocalBatchProvider).FullName!);
        var time = context.TimeProvider;
        return new LocalEngineSource(
            new SourceOptions { StateDirectory = state, Mode = options.HostMode },
            Opener(options, time, logger),
            directory => new DetachedEngine(
                directory,
                new StarterOptions
                {
                    Command = options.EngineCommand ?? EngineCommand.OfThisProgram,
                    Arguments = EngineArguments.Write(options, directory.Path),
                },
                DetachedProcess.Start,
                time),
            time,
            logger);
    }

    /// <summary>Begins engines in this process.</summary>
    public static OpenEngine Opener(LocalBatchOptions options, TimeProvider time, ILogger logger)
    {
        var launchPath = options.PortableLaunch switch
        {
            null => LauncherFactory.FromEnvironment(),
            true => LaunchPath.Portable,
            false => LaunchPath.Best,
        };
        return async (directory, cancellationToken) => await LocalEngine.OpenAsync(
            new EngineOptions
            {
                StateFolder = directory.Path,
                LaunchPath = launchPath,
                StopGrace = options.StopGrace,
                LongestBypass = options.LongestBypass,
                LargestLog = options.LargestLog,
                KeepsFailedScratch = options.KeepFailedScratch,

                // In process the application that hosts the engine is also the one that submits.
                ReadsSecretsFromEnvironment = options.HostMode == HostMode.InProcess,
                Time = time,
                Logger = logger,
            },
            cancellationToken).ConfigureAwait(false);
    }
}
