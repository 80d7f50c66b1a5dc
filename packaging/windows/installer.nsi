; The installer for Windows: for one person, without an administrator. make_installer.py beside this calls
;   makensis -DVERSION=1.2.3 -DSOURCE=frozen-folder -DOUTPUT=setup.exe -DFACTS=facts.nsh [-DSIGN=command] installer.nsi
; FACTS is made by it too: names, numbers and colour of the program, and the macros that put every file there and take it away.
;
; Exit codes with /S: 0 done, 1 stopped by the person, 2 something went wrong, 3 the program is open.

Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
SetCompressor /SOLID lzma

!include MUI2.nsh
!include WinVer.nsh
!include x64.nsh
!include "${FACTS}"

!define CLASSES "Software\Classes"
!define VERDICT_CLASS "${APP_ID}.Verdict"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP_ID}"
!define SHORTCUT "${NAME}.lnk"
!define UNINSTALLER "Uninstall ${NAME}.exe"

Var DataFolder

Name "${NAME}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
; Where an older version lies, there goes the newer one.
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} setup"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "${PUBLISHER}, under the MIT licence"

; The setup itself is signed by whoever called this; the uninstaller can be signed only in here.
!ifdef SIGN
    !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "The program will be removed. Your verdicts, records and settings stay in $DataFolder. To delete them too, cancel, start ${NAME}, and choose Delete everything under Settings."

!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Ask for the program to be closed, as long as it is open, and end where that is refused; nothing is ever killed.
; Windows lets nobody write into a program that runs: that tells it of every copy that was started from here.
!macro WaitUntilClosed UN
Function ${UN}WaitUntilClosed
    ask:
    StrCpy $0 "$INSTDIR\${WINDOW}"
    Call ${UN}IsOpen
    StrCmp $1 "yes" open
    StrCpy $0 "$INSTDIR\${CONSOLE}"
    Call ${UN}IsOpen
    StrCmp $1 "yes" open
    Return
    open:
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME} is open. Close it, then choose Retry." /SD IDCANCEL IDRETRY ask
    SetErrorLevel 3
    Quit
FunctionEnd

; $0 is a program; sets $1 to "yes" where it runs, else to "no".
Function ${UN}IsOpen
    StrCpy $1 "no"
    IfFileExists "$0" 0 done
    ClearErrors
    FileOpen $2 "$0" a
    IfErrors 0 +3
    StrCpy $1 "yes"
    Goto done
    FileClose $2
    done:
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

Function un.onInit
    ReadEnvStr $DataFolder "UNWRAPPED_HOME"
    StrCmp $DataFolder "" 0 +2
    StrCpy $DataFolder "$LOCALAPPDATA\unwrapped-desktop"
FunctionEnd

Section "${NAME}" Program
    SectionIn RO
    Call WaitUntilClosed
    Call RemoveOlder
    ClearErrors
    !insertmacro PutFiles
    SetOutPath "$INSTDIR"
    WriteUninstaller "$INSTDIR\${UNINSTALLER}"
    IfErrors 0 written
    MessageBox MB_OK|MB_ICONSTOP "Not every file could be written to $INSTDIR. See whether there is room on the disk, and try again." /SD IDOK
    SetErrorLevel 2
    Quit
    written:
    CreateShortcut "$SMPROGRAMS\${SHORTCUT}" "$INSTDIR\${WINDOW}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${WINDOW},0"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "URLInfoAbout" "${HOME_PAGE}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
    WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section "Open friends' verdicts (.${SUFFIX}) with ${NAME}" Association
    WriteRegStr HKCU "${CLASSES}\${VERDICT_CLASS}" "" "${VERDICT_WORDS}"
    WriteRegStr HKCU "${CLASSES}\${VERDICT_CLASS}\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
    WriteRegStr HKCU "${CLASSES}\${VERDICT_CLASS}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
    WriteRegStr HKCU "${CLASSES}\.${SUFFIX}" "" "${VERDICT_CLASS}"
    WriteRegStr HKCU "${CLASSES}\.${SUFFIX}" "Content Type" "${MEDIA_TYPE}"
    WriteRegNone HKCU "${CLASSES}\.${SUFFIX}\OpenWithProgids" "${VERDICT_CLASS}"
    Call TellShell
SectionEnd

Section /o "Shortcut on the desktop" DesktopShortcut
    CreateShortcut "$DESKTOP\${SHORTCUT}" "$INSTDIR\${WINDOW}"
SectionEnd

; After the sections, since it names one.
Function .onInit
    ${IfNot} ${RunningX64}
    ${OrIfNot} ${AtLeastWin10}
        MessageBox MB_OK|MB_ICONSTOP "${NAME} needs Windows 10 or newer, 64 bits." /SD IDOK
        SetErrorLevel 2
        Quit
    ${EndIf}
    ; A shortcut that is there is kept.
    IfFileExists "$DESKTOP\${SHORTCUT}" 0 +2
    !insertmacro SelectSection ${DesktopShortcut}
FunctionEnd

; The older version takes away what it has put there: it knows its own files. The shortcut on the desktop is this one's.
Function RemoveOlder
    IfFileExists "$INSTDIR\${UNINSTALLER}" 0 done
    ; With _?= it runs where it lies, and is waited for.
    ExecWait '"$INSTDIR\${UNINSTALLER}" /S _?=$INSTDIR' $0
    StrCmp $0 0 done
    MessageBox MB_OK|MB_ICONSTOP "The older version could not be removed. Remove it under Settings, Apps, and try again." /SD IDOK
    SetErrorLevel 2
    Quit
    done:
FunctionEnd

; SHCNE_ASSOCCHANGED: the desktop draws its icons again.
!macro TellShell UN
Function ${UN}TellShell
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
FunctionEnd
!macroend
!insertmacro TellShell ""
!insertmacro TellShell "un."

Section "Uninstall"
    Call un.WaitUntilClosed
    ; Only what was put there, file by file; a folder goes when nothing of anybody else's is left in it.
    !insertmacro TakeFiles
    Delete "$INSTDIR\${UNINSTALLER}"
    Delete "$SMPROGRAMS\${SHORTCUT}"
    Delete "$DESKTOP\${SHORTCUT}"
    RMDir "$INSTDIR"

    DeleteRegKey HKCU "${UNINSTALL_KEY}"
    DeleteRegKey HKCU "${CLASSES}\${VERDICT_CLASS}"
    DeleteRegValue HKCU "${CLASSES}\.${SUFFIX}\OpenWithProgids" "${VERDICT_CLASS}"
    DeleteRegKey /ifempty HKCU "${CLASSES}\.${SUFFIX}\OpenWithProgids"
    ; Another program may have taken the files over since.
    ReadRegStr $0 HKCU "${CLASSES}\.${SUFFIX}" ""
    StrCmp $0 "${VERDICT_CLASS}" 0 +3
    DeleteRegValue HKCU "${CLASSES}\.${SUFFIX}" ""
    DeleteRegValue HKCU "${CLASSES}\.${SUFFIX}" "Content Type"
    DeleteRegKey /ifempty HKCU "${CLASSES}\.${SUFFIX}"
    Call un.TellShell
SectionEnd
