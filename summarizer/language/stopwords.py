"""The commonest words of languages: what tells them apart, and what says little in each."""

from __future__ import annotations

from typing import Final

STOP_WORDS: Final[dict[str, str]] = {
    "en": "the of and to in that is was for with as by it be are his on this have from which "
    "not had they were has an at but he she you will said who their been",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch "
    "es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über",
    "fr": "en un le la les de des et du une que est pour qui dans par plus pas au sur ne se ce "
    "avec il sont ses mais comme ou aux cette elle été ont été leur deux",
    "es": "de en un el la los las del y que una por con para es se no al lo como más pero sus "
    "su fue este ha sobre entre está también dos han años desde cuando",
    "it": "il di che la è per una sono con non del della le si gli alla dei nel anche più ha "
    "come da delle dal questo ma lo al nella degli stato hanno",
    "pt": "de com o a os as do da que não uma com para por dos no na em um se mais foi ao pelo "
    "pela como são seu sua é também mas das nos entre há está",
    "nl": "de het een van en dat is te op voor met zijn niet aan door ook werd bij naar er uit "
    "om maar nog heeft worden als over wordt hij deze",
    "sv": "och att det som en på är av för med den till inte har de ett om var han från men sig "
    "kan under efter vid eller också mot",
    "da": "i og at det som en på er af for med den til ikke har de et om var han fra men sig kan "
    "efter ved eller også mod blev skal",
    "pl": "w i na z że się nie do to jest o jak po ale od za przez dla są tym który przy oraz "
    "jego był może już tylko",
    "tr": "ve bir bu da için de ile olarak daha çok olan gibi en ne kadar sonra ise var değil "
    "ki olduğunu ancak tarafından oldu",
    "no": "og i det som på er av for med den til ikke har de et om var han fra men seg kan "
    "etter ved eller også mot ble skal hun",
    "fi": "ja on ei se että oli hän ovat myös mutta joka kun niin kuin sen tämä jo nyt vain ole "
    "mukaan jossa",
    "hu": "a az és hogy nem is egy meg volt csak már de ez mint azt van még ki el szerint után "
    "pedig",
    "ro": "și în cu pe nu să a fost din care că pentru mai este au sunt după prin către fi",
    "cs": "a se v na je že s z do o k i jako za by podle ale které který jeho také jsou bude už "
    "jen byl než od při",
    "sk": "a sa v na je že s z do o k aj ako za by podľa ale ktoré ktorý jeho tiež sú bude už "
    "len bol než od pri",
    "hr": "i je u na se da za od su s iz o koji koja kao će ne što ali bi nije te prema nakon",
    "ca": "els les i per amb és del al ha van són més però com també seva dels aquesta seu aquest",
    "id": "yang dan di ini itu dengan untuk dari dalam tidak akan pada juga ke karena oleh "
    "telah mereka tersebut ada bahwa sebagai",
    "ru": "и в не на что с по как это к а но он из у за то от для его так же был было который",
    "bg": "и в на не се да от за с по е са че като до но ще беше който при това или му към",
    "uk": "і в не на що з до та як це у а він за про від для його також але є було який які",
}
