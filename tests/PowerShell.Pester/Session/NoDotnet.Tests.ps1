BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
}

Describe 'A machine with only PowerShell' {
    It 'runs a job with no dotnet on the PATH' {
        # A home of its own: the engine has to be started here, without dotnet.
        $folder = New-TestFolder
        $path = @($env:PATH -split [IO.Path]::PathSeparator | Where-Object { -not (Get-Command (Join-Path $_ 'dotnet') -ErrorAction SilentlyContinue) }) -join [IO.Path]::PathSeparator
        # A link may bring dotnet back: only what the shell itself needs stays.
        $seen = Invoke-Session -Environment @{ PATH = $path; MULTIBATCH_HOME = $folder } {
            Import-Module $args[0]
            $job = Submit-BatchJob -Script 'echo alone' -Wait
            [pscustomobject]@{
                Dotnet = @(Get-Command dotnet -CommandType Application -ErrorAction SilentlyContinue).Count
                State = "$($job.State)"
                Log = @($job | Get-BatchJobLog)
            }
        }
        $seen.Dotnet | Should -Be 0
        $seen.State | Should -Be 'Succeeded'
        $seen.Log | Should -Be 'alone'
    }

    It 'leaves the job running when the shell that submitted it ends' {
        $reference = Invoke-Session {
            Import-Module $args[0]
            (Submit-BatchJob -Script 'sleep 2; echo outlived').Reference
        }
        Import-TestModule
        $job = Wait-BatchJob $reference
        $job.State | Should -Be 'Succeeded'
        $job | Get-BatchJobLog | Should -Be 'outlived'
    }
}
