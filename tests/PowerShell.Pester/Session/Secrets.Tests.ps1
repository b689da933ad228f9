BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
}

Describe 'Secrets' {
    It 'shows no canary in a transcript, in verbose, debug, warning, information or error output, nor with -WhatIf' {
        $folder = New-TestFolder
        $transcript = Join-Path $folder 'transcript.txt'
        $secretFile = Join-Path $folder 'secret.txt'
        $canary = 'cAnArY' + [guid]::NewGuid().ToString('N')
        [IO.File]::WriteAllText($secretFile, $canary)
        $seen = Invoke-Session -Arguments $transcript, $secretFile -Environment @{ MB_CANARY = $canary } {
            Import-Module $args[0]
            $VerbosePreference = 'Continue'; $DebugPreference = 'Continue'; $InformationPreference = 'Continue'
            Start-Transcript $args[1] | Out-Null
            $canary = [Environment]::GetEnvironmentVariable('MB_CANARY')
            $all = @(
                Submit-BatchJob -Name canary -Script 'test -n "$TOKEN"' -Secret @{ TOKEN = 'env:MB_CANARY' } -Env @{ PLAIN = $canary } -WhatIf *>&1
                Get-BatchPlan -Name canary -Script 'true' -Secret @{ TOKEN = "file:$($args[2])" } -Env @{ PLAIN = $canary } *>&1
                Submit-BatchJob -Name canary -Script 'test -n "$TOKEN"' -Secret @{ TOKEN = 'env:MB_CANARY' } -Env @{ PLAIN = $canary } -Wait *>&1
                Submit-BatchJob -Name canary -Script 'test "$TOKEN" = other' -Secret @{ TOKEN = "file:$($args[2])" } -Env @{ PLAIN = $canary } -Wait -FailOnJobError -ErrorAction Continue *>&1
                try { Submit-BatchJob -Name canary -Script 'true' -Env @{ MULTIBATCH_X = $canary } *>&1 } catch { $_ }
                Submit-BatchJob -Name canary -Command 'true' -Image "image" -Env @{ PLAIN = $canary } -ErrorAction Continue *>&1
                Get-BatchJob -Name canary -Explain *>&1
            )
            Stop-Transcript | Out-Null
            $text = ($all | Out-String -Width 4000) + ($all | Format-List * | Out-String -Width 4000)
            $errors = $Error | ForEach-Object { $_ | Format-List * -Force | Out-String -Width 4000 }
            [pscustomobject]@{ Text = $text; Errors = ($errors -join "`n"); Total = $all.Count; States = @($all | ForEach-Object { if ($_.PSObject.Properties['State']) { "$($_.State)" } }) }
        }
        $seen = @($seen | Where-Object { $_.PSObject.Properties['Total'] })[-1]
        $seen.Total | Should -BeGreaterThan 4
        $seen.States | Should -Contain 'Succeeded'
        $seen.States | Should -Contain 'Failed'
        $seen.Text.Contains($canary) | Should -BeFalse -Because $seen.Text
        $seen.Errors.Contains($canary) | Should -BeFalse -Because $seen.Errors
        $written = Get-Content -Raw $transcript
        $written.Length | Should -BeGreaterThan 500
        $written.Contains($canary) | Should -BeFalse -Because $written
    }

    It 'keeps no secret value in its own files' {
        $folder = New-TestFolder
        $canary = 'cAnArY' + [guid]::NewGuid().ToString('N')
        $state = Invoke-Session -Environment @{ MB_CANARY = $canary; MULTIBATCH_HOME = $folder } {
            Import-Module $args[0]
            "$((Submit-BatchJob -Script 'test -n "$TOKEN"' -Secret @{ TOKEN = 'env:MB_CANARY' } -Wait).State)"
        }
        $state | Should -Be 'Succeeded'
        $found = Get-ChildItem -LiteralPath $folder -Recurse -File -Exclude lock, *.sock | Where-Object {
            # The engine has some of them open.
            $reader = [IO.StreamReader]::new([IO.FileStream]::new($_.FullName, 'Open', 'Read', 'ReadWrite, Delete'), [Text.Encoding]::Latin1)
            try { $reader.ReadToEnd().Contains($canary) } finally { $reader.Dispose() }
        }
        $found | Should -BeNullOrEmpty
    }
}
